/** Tells a chat of alerts, by incoming webhooks as Slack has them. {@link dev.chief.monitor.notify.slack.Slack} is the door. */
@NullMarked
package dev.chief.monitor.notify.slack;

import org.jspecify.annotations.NullMarked;
