package dev.chief.monitor.api;

import dev.chief.monitor.http.HttpFailure;
import dev.chief.monitor.http.Json;
import dev.chief.monitor.http.Query;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.Slice;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a list a request asks for. Numbers are read as the clients of the predecessor are used to: as far as they go, so that
 * 10abc is 10, 1.9 is 1 and 5e2 is 5; what is not positive, or given twice, is as good as not given.
 */
record Paging(int limit, int offset, Optional<String> cursor) {
    private static final int USUAL = 100;
    private static final int FARTHEST = 1_000_000;
    private static final Pattern NUMBER = Pattern.compile("\\s*\\+?(\\d+).*", Pattern.DOTALL);

    static Paging of(Query query) {
        return new Paging(number(query.one("limit"), USUAL, Page.LARGEST),
                number(query.one("offset"), 0, FARTHEST),
                query.one("cursor"));
    }

    static int number(Optional<String> text, int otherwise, int most) {
        return text.map(NUMBER::matcher)
                .filter(Matcher::matches)
                .map(match -> new BigDecimal(match.group(1)).min(BigDecimal.valueOf(most)).intValue())
                .filter(number -> number > 0)
                .orElse(otherwise);
    }

    /** A list in JSON: the items under a name, the page, and the cursor of the next one. */
    <T> Response list(String name, Function<Page, Slice<T>> query, BiConsumer<Json, T> shape) {
        Slice<T> slice;
        try {
            slice = query.apply(new Page(limit, offset, cursor));
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(Response.error(400, String.valueOf(e.getMessage())));
        }
        return list(name, slice.items(), slice.nextCursor(), shape);
    }

    /** The same of a list that is there. */
    <T> Response list(
        String name,
        Iterable<T> items,
        Optional<String> nextCursor,
        BiConsumer<Json, T> shape
    ) {
        return Response.of(200, Response.JSON, Json.bytes(out -> out.objects(name, items, shape)
                .number("limit", limit)
                .number("offset", offset)
                .text("nextCursor", nextCursor)));
    }
}
