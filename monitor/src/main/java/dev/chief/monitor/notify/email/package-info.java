/**
 * Tells people of alerts by mail. {@link dev.chief.monitor.notify.email.Email} sends, by SMTP or by the HTTP API of Resend;
 * {@link dev.chief.monitor.notify.email.EmailAlerts} is the channel that the settings always have.
 */
@NullMarked
package dev.chief.monitor.notify.email;

import org.jspecify.annotations.NullMarked;
