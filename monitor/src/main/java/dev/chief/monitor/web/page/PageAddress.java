package dev.chief.monitor.web.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The address of a page with filters: what is empty is left out, so that addresses stay short. */
public final class PageAddress {
    private final String path;
    private final Map<String, String> values;

    private PageAddress(String path, Map<String, String> values) {
        this.path = path;
        this.values = values;
    }

    /** A page without filters. */
    public static PageAddress of(String path) {
        return new PageAddress(path, Map.of());
    }

    /** The same with a value, in place of the one of that name; an empty one takes it away. */
    public PageAddress with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        if (value.isEmpty()) {
            more.remove(name);
        } else {
            more.put(name, value);
        }
        return new PageAddress(path, more);
    }

    /** The address. */
    public String href() {
        return values.isEmpty()
                ? path
                : path + values.entrySet()
                        .stream()
                        .map(entry -> entry.getKey() + "=" + Words.encode(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
