/** Measurements of Chief's parts beside those of other schedulers. */
@NullMarked
package dev.chief.bench;

import org.jspecify.annotations.NullMarked;
