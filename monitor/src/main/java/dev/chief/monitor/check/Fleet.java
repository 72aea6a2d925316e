package dev.chief.monitor.check;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a Chief says it is and runs, as {@code chief.started} and {@code config.reloaded} tell it; of a great fleet a part.
 *
 * @param range of which jobs it speaks: those of them that are not among its items the Chief does not have
 * @param items its jobs
 */
record Fleet(
    String instance,
    Optional<String> version,
    Optional<String> configHash,
    Range range,
    List<Item> items
) {
    Fleet {
        requireNonNull(instance);
        requireNonNull(version);
        requireNonNull(configHash);
        requireNonNull(range);
        items = List.copyOf(items);
    }

    /**
     * Names of jobs that follow each other, in the order of {@link String#compareTo}.
     *
     * @param from the first of them, inclusive; none: all that come before as well
     * @param before the end, exclusive; none: all that follow as well
     */
    record Range(Optional<String> from, Optional<String> before) {
        Range {
            requireNonNull(from);
            requireNonNull(before);
        }

        boolean has(String job) {
            return from.filter(first -> job.compareTo(first) < 0).isEmpty()
                    && before.filter(end -> job.compareTo(end) >= 0).isEmpty();
        }
    }

    /**
     * A job of a fleet.
     *
     * @param schedule in words
     * @param tags each once
     * @param json all that was said of it
     */
    record Item(
        String name,
        Optional<String> schedule,
        Optional<String> timezone,
        List<String> tags,
        String json
    ) {
        Item {
            requireNonNull(name);
            requireNonNull(schedule);
            requireNonNull(timezone);
            tags = List.copyOf(tags);
            requireNonNull(json);
        }
    }

    /** The fleet of an event. */
    static Fleet of(NewEvent event) {
        MetadataReader metadata = MetadataReader.of(event.metadata());
        List<Item> items = new ArrayList<>();
        for (JsonNode job : metadata.items("jobs")) {
            MetadataReader item = MetadataReader.of(job);
            item.text("job_name")
                    .ifPresent(name -> items.add(
                            new Item(name, item.text("schedule"), item.text("timezone"), item.texts("tags"),
                                    job.toString())));
        }
        return new Fleet(instance(metadata), metadata.text("version"), metadata.text("config_hash"),
                new Range(metadata.text("jobs_from"), metadata.text("jobs_before")), items);
    }

    /** The name of a Chief; those of old have none, and count as one. */
    static String instance(MetadataReader metadata) {
        return metadata.text("instance").orElse("unnamed");
    }
}
