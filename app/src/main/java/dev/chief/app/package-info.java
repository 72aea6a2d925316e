/** The chief command: where the process starts and everything is wired together. */
@NullMarked
package dev.chief.app;

import org.jspecify.annotations.NullMarked;
