package dev.chief.monitor.web;

import dev.chief.monitor.api.FailurePages;
import dev.chief.monitor.auth.Caller;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.auth.Login;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.store.StoreException;
import dev.chief.monitor.web.page.ErrorPage;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.LoginPage;
import dev.chief.monitor.web.page.Page;
import dev.chief.monitor.web.page.Viewer;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of the monitor, and what their forms do. For any thread. */
public final class Web implements FailurePages {
    private static final Logger LOG = LoggerFactory.getLogger(Web.class);

    private final Parts parts;
    private final StaticFiles files = StaticFiles.load();

    /** Answers a form. */
    @FunctionalInterface
    private interface FormHandler {
        Response handle(Visit visit, Form form);
    }

    public Web(Parts parts) {
        this.parts = parts;
    }

    /** Adds every page and every form to a table. */
    public void addTo(Routes.Builder<Decision.Allow> routes) {
        routes.get(StaticFiles.PATH + "{file}", this::file)
                .get("/", page(OverviewQuery::of))
                .get("/jobs", page(JobsQuery::of))
                .get("/jobs/{name}", found("job", "name", JobQuery::of))
                .get("/runs/{run}", found("run", "run", RunQuery::of))
                .get("/alerts", page(AlertsQuery::of))
                .get("/alerts/{id}", found("alert", "id",
                        (handle, visit, id) -> EventsQuery.number(id)
                                .flatMap(number -> AlertsQuery.one(handle, visit, number))))
                .get("/events", page(EventsQuery::of))
                .get("/events.ndjson", guarded(visit -> Export.ndjson(parts.database(), visit)))
                .get("/events.csv", guarded(visit -> Export.csv(parts.database(), visit)))
                .get("/settings", guarded(
                        visit -> Answers.page(visit, new SettingsQuery(parts).page(visit))))
                .get("/login", guarded(visit -> Answers.page(visit,
                        login(visit, "", visit.query("next"), Optional.empty()))));
        forms(routes);
    }

    private void forms(Routes.Builder<Decision.Allow> routes) {
        AlertForms alerts = new AlertForms(parts);
        SettingsForms settings = new SettingsForms(parts);
        routes.post("/login", form(this::signIn))
                .post("/logout", form((visit, _) -> signOut(visit)))
                .post("/preferences", form((_, form) -> prefer(form)))
                .post("/alerts/{id}/close", form(alerts::close))
                .post("/alerts/{id}/acknowledge", form(alerts::acknowledge))
                .post("/jobs/{name}/silence", form(alerts::silence))
                .post("/jobs/{name}/archive", form(alerts::archive))
                .post("/settings/email", form(settings::email))
                .post("/settings/email/test", form(settings::testEmail))
                .post("/settings/channels", form(settings::addChannel))
                .post("/settings/channels/{id}/test", form(settings::testChannel))
                .post("/settings/channels/{id}/remove", form(settings::removeChannel))
                .post("/settings/keys", form(settings::makeKey))
                .post("/settings/keys/{id}/revoke", form(settings::revokeKey))
                .post("/settings/password", form(settings::changePassword));
    }

    @Override
    public Response show(Request request, Optional<Decision.Allow> allow, int status, String error) {
        Visit visit = visit(request,
                allow.orElseGet(() -> new Decision.Allow(new Caller.Anonymous(), false, Optional.empty())));
        return Answers.page(visit, ErrorPage.of(visit.frame("Error " + status), status, error));
    }

    private Response file(Request request, Decision.Allow allow) {
        return files.at(request.path())
                .<Response>map(file -> Answers.file(request, file))
                .orElseGet(() -> Response.error(404, "Not found"));
    }

    private Routes.Endpoint<Decision.Allow> page(BiFunction<Handle, Visit, Page> query) {
        return guarded(
                visit -> Answers.page(visit, parts.database().read(handle -> query.apply(handle, visit))));
    }

    /** Finds the page of something, if there is such a thing. */
    @FunctionalInterface
    private interface Finder {
        Optional<? extends Page> find(Handle handle, Visit visit, String name);
    }

    private Routes.Endpoint<Decision.Allow> found(String kind, String parameter, Finder finder) {
        return guarded(visit -> {
            String name = visit.request().parameter(parameter);
            return Answers.page(visit, parts.database().<Page>read(handle -> {
                Optional<? extends Page> page = finder.find(handle, visit, name);
                if (page.isPresent()) {
                    return page.get();
                }
                return ErrorPage.missing(visit.frame(handle, Frame.Section.NONE, "Not found"),
                        "There is no " + kind + " named " + name + ".");
            }));
        });
    }

    private Routes.Endpoint<Decision.Allow> form(FormHandler handler) {
        return guarded(visit -> {
            Form form = Form.parse(visit.request().body());
            boolean own = !visit.allow().formToken()
                    || (visit.allow().caller() instanceof Caller.Person person
                            && person.isFormToken(form.text("csrf")));
            return own ? handler.handle(visit, form)
                    : Answers.page(visit, ErrorPage.forbidden(visit.frame("Not allowed")));
        });
    }

    /** Makes a visit of a request, and a page of what goes wrong. */
    private Routes.Endpoint<Decision.Allow> guarded(Function<Visit, Response> handler) {
        return (request, allow) -> {
            Visit visit = visit(request, allow);
            try {
                return handler.apply(visit);
            } catch (StoreException e) {
                LOG.warn("{} cannot be shown: {}", request.path(), e.getMessage());
                return Answers.page(visit, ErrorPage.databaseAway(visit.frame("Database away")));
            }
        };
    }

    private Visit visit(Request request, Decision.Allow allow) {
        return Visit.of(request, allow, parts.auth().login().isEmpty(),
                parts.settings().access().baseUrl(), parts.time().instant(),
                files.assets(), parts.version());
    }

    private Response signIn(Visit visit, Form form) {
        Optional<Login> login = parts.auth().login();
        if (login.isEmpty()) {
            return Answers.to("/");
        }
        Login.Outcome outcome = login.get()
                .signIn(form.text("email"), form.exactly("password"), visit.request().remote(),
                        visit.request().header("User-Agent").orElse(""));
        if (outcome instanceof Login.Outcome.SignedIn in) {
            return Answers.to(form.text("next")).with("Set-Cookie", in.setCookie());
        }
        return Answers.page(visit,
                login(visit, form.text("email"), form.text("next"), Optional.of(outcome.message())));
    }

    private Response signOut(Visit visit) {
        Optional<String> cookies = visit.request().header("Cookie");
        return parts.auth()
                .login()
                .<Response>map(login -> Response.empty(303)
                        .with("Location", "/login")
                        .with("Set-Cookie", login.signOut(cookies)))
                .orElseGet(() -> Answers.to("/"));
    }

    private static Response prefer(Form form) {
        return Answers.to(form.text("back"))
                .with("Set-Cookie",
                        Cookies.keep(Viewer.Theme.of(form.text("theme")),
                                Viewer.ZoneChoice.of(form.text("zone"))));
    }

    private LoginPage login(Visit visit, String email, String next, Optional<String> problem) {
        return new LoginPage(visit.frame("Sign in"), email, next, problem);
    }
}
