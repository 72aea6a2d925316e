package dev.chief.core.schedule;

import java.util.Optional;

/** How far cron can express a schedule. Bounds and exclusions apply on top and do not change the form. */
public sealed interface CronForm {
    /** The name that users see: {@code pure_cron}, {@code hybrid} or {@code runtime_only}. */
    String mode();

    /** The five cron fields, or none if cron cannot express the slots. */
    Optional<String> cron();

    /**
     * Cron fires exactly on the slots.
     *
     * @param expression five cron fields
     */
    record PureCron(String expression) implements CronForm {
        @Override
        public String mode() {
            return "pure_cron";
        }

        @Override
        public Optional<String> cron() {
            return Optional.of(expression);
        }
    }

    /**
     * Cron fires on the slots and on others, which a runtime guard drops.
     *
     * @param expression five cron fields
     */
    record Hybrid(String expression) implements CronForm {
        @Override
        public String mode() {
            return "hybrid";
        }

        @Override
        public Optional<String> cron() {
            return Optional.of(expression);
        }
    }

    /** Cron cannot express the slots. */
    record RuntimeOnly() implements CronForm {
        @Override
        public String mode() {
            return "runtime_only";
        }

        @Override
        public Optional<String> cron() {
            return Optional.empty();
        }
    }
}
