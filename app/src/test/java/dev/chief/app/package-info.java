/** Tests of the program as a whole: its structure, its commands, its launcher. */
@NullMarked
package dev.chief.app;

import org.jspecify.annotations.NullMarked;
