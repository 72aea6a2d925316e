/** Tells programs of alerts: signed JSON by HTTP. {@link dev.chief.monitor.notify.webhook.Webhook} is the door. */
@NullMarked
package dev.chief.monitor.notify.webhook;

import org.jspecify.annotations.NullMarked;
