package dev.chief.monitor.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A file that pages need, ready to be sent as it is or compressed. For any thread. */
public final class StaticFile {
    private final String contentType;
    private final byte[] bytes;
    private final byte[] compressed;

    StaticFile(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
        this.compressed = compress(bytes);
    }

    /** Its media type. */
    public String contentType() {
        return contentType;
    }

    /** Its content, in gzip or as it is. The caller leaves the bytes as they are. */
    public byte[] content(boolean gzip) {
        return gzip ? compressed : bytes;
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
