/**
 * The HTTP API under {@code /v1}, as openapi.yaml describes it. {@link dev.chief.monitor.api.MonitorApi} is the door,
 * {@link dev.chief.monitor.api.Gate} stands before it, and before all pages.
 */
@NullMarked
package dev.chief.monitor.api;

import org.jspecify.annotations.NullMarked;
