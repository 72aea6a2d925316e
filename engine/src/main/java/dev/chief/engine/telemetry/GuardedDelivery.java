package dev.chief.engine.telemetry;

import java.time.Duration;
import java.util.function.Consumer;

/** Keeps what a listener throws away from the sender. */
record GuardedDelivery(Delivery delivery) implements Delivery {
    @Override
    public void failing(String why) {
        guard(it -> it.failing(why));
    }

    @Override
    public void working(Duration outage, long failures, long events) {
        guard(it -> it.working(outage, failures, events));
    }

    @Override
    public void setAside(long refused, long unreadable, String why) {
        guard(it -> it.setAside(refused, unreadable, why));
    }

    @Override
    public void lost(long count, String why) {
        guard(it -> it.lost(count, why));
    }

    private void guard(Consumer<Delivery> call) {
        try {
            call.accept(delivery);
        } catch (RuntimeException e) {
            // There is nobody else to tell it to.
            return;
        }
    }
}
