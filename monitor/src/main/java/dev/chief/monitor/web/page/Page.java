package dev.chief.monitor.web.page;

/** What one page of the monitor shows. Each kind has a template of its own. */
public sealed interface Page
        permits AlertsPage, ErrorPage, EventsPage, JobPage, JobsPage, LoginPage, OverviewPage, RunPage,
        SettingsPage {
    /** What is around its content. */
    Frame frame();
}
