package dev.chief.monitor.web;

import dev.chief.monitor.web.page.AlertsPage;
import dev.chief.monitor.web.page.ErrorPage;
import dev.chief.monitor.web.page.EventsPage;
import dev.chief.monitor.web.page.JobPage;
import dev.chief.monitor.web.page.JobsPage;
import dev.chief.monitor.web.page.LoginPage;
import dev.chief.monitor.web.page.OverviewPage;
import dev.chief.monitor.web.page.Page;
import dev.chief.monitor.web.page.RunPage;
import dev.chief.monitor.web.page.SettingsPage;
import dev.chief.monitor.web.template.JtealertsGenerated;
import dev.chief.monitor.web.template.JteerrorGenerated;
import dev.chief.monitor.web.template.JteeventsGenerated;
import dev.chief.monitor.web.template.JtejobGenerated;
import dev.chief.monitor.web.template.JtejobsGenerated;
import dev.chief.monitor.web.template.JteloginGenerated;
import dev.chief.monitor.web.template.JteoverviewGenerated;
import dev.chief.monitor.web.template.JterunGenerated;
import dev.chief.monitor.web.template.JtesettingsGenerated;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import org.jspecify.annotations.Nullable;

/** Makes HTML of pages. Whatever a page holds, markup in it is shown as text. For any thread. */
public final class Pages {
    /** The media type of what is made. */
    public static final String CONTENT_TYPE = "text/html; charset=utf-8";

    /**
     * What browsers may do with a page: nothing that does not come from the monitor itself, no script or style within the page, and no
     * frame around it.
     */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'; object-src 'none'";

    /** Templates are asked for by their classes rather than by name: the compiler then holds page and template together. */
    private static final @Nullable HtmlInterceptor NO_INTERCEPTOR = null;

    private Pages() {}

    /** A page as HTML in UTF-8. */
    public static byte[] render(Page page) {
        Utf8ByteOutput bytes = new Utf8ByteOutput();
        HtmlTemplateOutput output = new OwaspHtmlTemplateOutput(bytes);
        switch (page) {
            case AlertsPage alerts -> JtealertsGenerated.render(output, NO_INTERCEPTOR, alerts);
            case ErrorPage error -> JteerrorGenerated.render(output, NO_INTERCEPTOR, error);
            case EventsPage events -> JteeventsGenerated.render(output, NO_INTERCEPTOR, events);
            case JobPage job -> JtejobGenerated.render(output, NO_INTERCEPTOR, job);
            case JobsPage jobs -> JtejobsGenerated.render(output, NO_INTERCEPTOR, jobs);
            case LoginPage login -> JteloginGenerated.render(output, NO_INTERCEPTOR, login);
            case OverviewPage overview -> JteoverviewGenerated.render(output, NO_INTERCEPTOR, overview);
            case RunPage run -> JterunGenerated.render(output, NO_INTERCEPTOR, run);
            case SettingsPage settings -> JtesettingsGenerated.render(output, NO_INTERCEPTOR, settings);
        }
        return bytes.toByteArray();
    }
}
