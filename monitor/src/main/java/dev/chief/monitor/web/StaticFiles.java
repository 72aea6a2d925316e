package dev.chief.monitor.web;

import dev.chief.monitor.web.page.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The stylesheet, the script and the icons. The address of each holds a hash of its content, so that browsers may keep it for ever.
 * For any thread.
 */
public final class StaticFiles {
    /** What all addresses begin with. */
    public static final String PATH = "/assets/";

    /** What is to be said of each file: it never changes. */
    public static final String CACHE_CONTROL = "public, max-age=31536000, immutable";

    private static final int HASH_LENGTH = 12;

    private final Map<String, StaticFile> files = new HashMap<>();
    private final Frame.Assets assets;

    private StaticFiles() {
        String script = "text/javascript; charset=utf-8";
        assets = new Frame.Assets(add("chief.css", "text/css; charset=utf-8"), add("chief.js", script),
                add("icon.svg", "image/svg+xml"), add("icon-alarm.svg", "image/svg+xml"));
    }

    /** Reads the files out of the program. */
    public static StaticFiles load() {
        return new StaticFiles();
    }

    /** Where pages find them. */
    public Frame.Assets assets() {
        return assets;
    }

    /** The file at a path that begins with {@link #PATH}; none when there is none. */
    public Optional<StaticFile> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private String add(String name, String contentType) {
        byte[] bytes = read(name);
        int dot = name.lastIndexOf('.');
        String path = PATH + name.substring(0, dot) + "." + hash(bytes) + name.substring(dot);
        files.put(path, new StaticFile(contentType, bytes));
        return path;
    }

    private static byte[] read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("static/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file static/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256", e);
        }
    }
}
