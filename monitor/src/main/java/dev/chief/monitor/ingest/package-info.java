/**
 * From the bytes of a request to stored events. {@link dev.chief.monitor.ingest.EventReader} reads and checks them,
 * {@link dev.chief.monitor.ingest.Ingest} stores them with all that follows from them.
 */
@NullMarked
package dev.chief.monitor.ingest;

import org.jspecify.annotations.NullMarked;
