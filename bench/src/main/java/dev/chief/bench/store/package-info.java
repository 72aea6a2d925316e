/** Measurements of the monitor's store. {@link dev.chief.bench.store.StoreReport} is the door. */
@NullMarked
package dev.chief.bench.store;

import org.jspecify.annotations.NullMarked;
