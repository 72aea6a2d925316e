package dev.chief.monitor.ingest;

import dev.chief.monitor.store.NewEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of an event whose sender gave it none: a UUID of version 8 (RFC 9562) out of the SHA-256 of all that it says. The same
 * event sent again has the same id, in whatever order its fields came and at whatever offset its times were written.
 */
final class ContentId {
    private static final long VERSION = 8L << 12;
    private static final long VERSION_BITS = 0xF000L;
    private static final long VARIANT = 2L << 62;

    private ContentId() {}

    /** The id of what an event says, whatever its id is now. */
    static UUID of(NewEvent event) {
        MessageDigest digest = sha256();
        add(digest, micros(event.at()));
        add(digest, event.sourceType());
        add(digest, event.type());
        add(digest, event.level());
        add(digest, event.message());
        add(digest, event.about().jobName());
        add(digest, event.about().scriptPath());
        add(digest, event.about().runId());
        add(digest, event.about().scheduledFor().map(ContentId::micros));
        add(digest, event.success().map(String::valueOf));
        add(digest, event.returnCode().map(String::valueOf));
        add(digest, event.durationMillis().map(String::valueOf));
        add(digest, event.metadata());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID((hash.getLong() & ~VERSION_BITS) | VERSION, (hash.getLong() >>> 2) | VARIANT);
    }

    /** The same event with another id. */
    static NewEvent with(NewEvent event, UUID id) {
        return new NewEvent(id, event.at(), event.sourceType(), event.type(), event.level(), event.message(),
                event.about(), event.success(), event.returnCode(), event.durationMillis(), event.metadata());
    }

    private static String micros(Instant time) {
        return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    private static void add(MessageDigest digest, Optional<String> text) {
        digest.update((byte) (text.isPresent() ? 1 : 0));
        text.ifPresent(present -> add(digest, present));
    }

    /** With its length, so that no two lists of texts look the same. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
