/** Tests of telemetry against real files, processes and sockets. */
@NullMarked
package dev.chief.engine.telemetry;

import org.jspecify.annotations.NullMarked;
