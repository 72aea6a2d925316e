/** The commands, one class each, and what they share: the command line, help, completion and the forms of output. */
@NullMarked
package dev.chief.app.cli;

import org.jspecify.annotations.NullMarked;
