package dev.chief.monitor.web;

import dev.chief.monitor.auth.Login;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.web.page.ErrorPage;
import dev.chief.monitor.web.page.Frame.Notice;
import dev.chief.monitor.web.page.Page;
import dev.chief.monitor.web.page.Tone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Pages, files and ways back as answers. */
final class Answers {
    private Answers() {}

    /** A page; one about an error has its status. */
    static Response page(Visit visit, Page page) {
        int status = page instanceof ErrorPage error ? error.status() : 200;
        Response response = compressed(visit.request(), status, Pages.CONTENT_TYPE, Pages.render(page));
        return visit.cookies().notice().isPresent() ? response.with("Set-Cookie", Cookies.forgetNotice())
                : response;
    }

    /** A file that pages need. */
    static Response file(Request request, StaticFile file) {
        boolean gzip = takesGzip(request);
        Response response = Response.of(200, file.contentType(), file.content(gzip))
                .with("Cache-Control", StaticFiles.CACHE_CONTROL)
                .with("Vary", "Accept-Encoding");
        return gzip ? response.with("Content-Encoding", "gzip") : response;
    }

    /** Leads to a page, which tells what came of it. */
    static Response back(String path, Tone tone, String text) {
        return to(path).with("Set-Cookie", Cookies.keep(new Notice(tone, text)));
    }

    /** Leads to a page of the monitor; whatever else is asked for is the overview. */
    static Response to(String path) {
        return Response.empty(303).with("Location", Login.landing(path));
    }

    /**
     * A page in gzip, if the browser takes it. That a page holds the form token does no harm: what would have to be guessed bit by bit from
     * the lengths of pages is asked for by other sites without the session, whose cookie is SameSite.
     */
    private static Response compressed(Request request, int status, String type, byte[] body) {
        if (!takesGzip(request)) {
            return Response.of(status, type, body).with("Vary", "Accept-Encoding");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Response.of(status, type, bytes.toByteArray())
                .with("Content-Encoding", "gzip")
                .with("Vary", "Accept-Encoding, Cookie");
    }

    private static boolean takesGzip(Request request) {
        return request.header("Accept-Encoding").filter(codings -> codings.contains("gzip")).isPresent();
    }
}
