/** Tests of the configuration. */
@NullMarked
package dev.chief.engine.config;

import org.jspecify.annotations.NullMarked;
