/** Gives scripts the helpers that let them talk to the monitor. {@code PythonClient} is the door. */
@NullMarked
package dev.chief.engine.client;

import org.jspecify.annotations.NullMarked;
