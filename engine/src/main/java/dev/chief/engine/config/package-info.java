/**
 * Reads chief.yaml: YAML, located nodes, model. {@code ConfigLoader} is the door; the model has no
 * null and no default left to apply.
 */
@NullMarked
package dev.chief.engine.config;

import org.jspecify.annotations.NullMarked;
