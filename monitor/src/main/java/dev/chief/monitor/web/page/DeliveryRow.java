package dev.chief.monitor.web.page;

/**
 * A notification, sent or to be sent.
 *
 * @param outcome what happened, or when it is tried again
 */
public record DeliveryRow(Badge badge, String channel, String what, String outcome, Moment at) {}
