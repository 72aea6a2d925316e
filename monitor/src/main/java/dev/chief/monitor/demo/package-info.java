/** A month of made-up history, told to a monitor as Chiefs would tell it, for those who want to look before they install anything. */
@NullMarked
package dev.chief.monitor.demo;

import org.jspecify.annotations.NullMarked;
