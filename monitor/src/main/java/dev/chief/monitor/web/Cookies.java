package dev.chief.monitor.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.monitor.web.page.Frame.Notice;
import dev.chief.monitor.web.page.Tone;
import dev.chief.monitor.web.page.Viewer;
import dev.chief.monitor.web.page.Words;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;

/** The cookies in which a browser keeps what its user prefers, and what came of the last action. Not the session's, which is auth's. */
final class Cookies {
    /** The script writes this one. */
    static final String BROWSER_ZONE = "chief_browser_zone";
    private static final String VIEW = "chief_view";
    private static final String NOTICE = "chief_notice";
    private static final int YEAR_SECONDS = 31_536_000;
    private static final int NOTICE_SECONDS = 20;
    private static final int LONGEST_NOTICE = 600;

    private final List<String> headers;

    /** @param headers the values of the Cookie headers */
    Cookies(List<String> headers) {
        this.headers = headers;
    }

    /** The value of a cookie; empty without one. */
    String get(String name) {
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                String cookie = pair.strip();
                if (cookie.startsWith(name + "=")) {
                    return decoded(cookie.substring(name.length() + 1));
                }
            }
        }
        return "";
    }

    /** What came of the last action. */
    Optional<Notice> notice() {
        String value = get(NOTICE);
        int colon = value.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        return Optional
                .of(new Notice(value.startsWith("GOOD") ? Tone.GOOD : Tone.BAD, value.substring(colon + 1)));
    }

    /** The colours. */
    Viewer.Theme theme() {
        return Viewer.Theme.of(view(0));
    }

    /** Whose time is shown. */
    Viewer.ZoneChoice zone() {
        return Viewer.ZoneChoice.of(view(1));
    }

    private String view(int part) {
        String[] parts = get(VIEW).split("\\.", -1);
        return part < parts.length ? parts[part] : "";
    }

    /** The header that keeps how somebody wants to see pages. */
    static String keep(Viewer.Theme theme, Viewer.ZoneChoice zone) {
        return VIEW + "=" + theme.key() + "." + zone.key() + "; Max-Age=" + YEAR_SECONDS
                + "; Path=/; HttpOnly; SameSite=Lax";
    }

    /** The header that keeps what came of an action until the next page. */
    static String keep(Notice notice) {
        String text = notice.text().length() > LONGEST_NOTICE
                ? notice.text().substring(0, LONGEST_NOTICE) + "…"
                : notice.text();
        return NOTICE + "=" + Words.encode(notice.tone().name() + ":" + text) + "; Max-Age=" + NOTICE_SECONDS
                + "; Path=/; HttpOnly; SameSite=Lax";
    }

    /** The header that forgets it, once it is shown. */
    static String forgetNotice() {
        return NOTICE + "=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax";
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
