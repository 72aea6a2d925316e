package dev.chief.monitor.api;

import dev.chief.monitor.http.HttpFailure;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.StoredDelivery;
import java.time.DateTimeException;
import java.time.Instant;

/** A place in the list of deliveries, as text that means nothing to whoever is handed it. */
final class DeliveryCursor {
    private DeliveryCursor() {}

    static String text(StoredDelivery delivery) {
        return delivery.id() + "_" + delivery.createdAt();
    }

    static DeliveryTable.Position parse(String text) {
        int end = text.indexOf('_');
        try {
            return new DeliveryTable.Position(Instant.parse(text.substring(end + 1)),
                    Long.parseLong(text.substring(0, Math.max(end, 0))));
        } catch (DateTimeException | NumberFormatException _) {
            throw new HttpFailure(Response.error(400, "The cursor is not one that this list gave."));
        }
    }
}
