/** Threads that do something again and again. {@link dev.chief.monitor.loop.Loop} is the door. */
@NullMarked
package dev.chief.monitor.loop;

import org.jspecify.annotations.NullMarked;
