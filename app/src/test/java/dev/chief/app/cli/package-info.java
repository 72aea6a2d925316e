/** Tests of the commands, as their users meet them. */
@NullMarked
package dev.chief.app.cli;

import org.jspecify.annotations.NullMarked;
