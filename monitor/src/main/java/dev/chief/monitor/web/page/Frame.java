package dev.chief.monitor.web.page;

import java.util.Optional;

/**
 * What is around the content of every page.
 *
 * @param section the part of the monitor that is marked in the navigation
 * @param title of the page, without the product's name
 * @param path of the page with its query: where a change of preferences comes back to
 * @param viewer who looks at it
 * @param made when the page was made
 * @param problems how many jobs need attention: shown in the tab's title and icon
 * @param openAlerts how many alerts are open
 * @param notice what came of the last action
 * @param assets the addresses of the static files
 * @param version of Chief
 */
public record Frame(
    Section section,
    String title,
    String path,
    Viewer viewer,
    Moment made,
    int problems,
    int openAlerts,
    Optional<Notice> notice,
    Assets assets,
    String version
) {
    /** The parts of the monitor, in the order of the navigation. */
    public enum Section {
        /** The overview. */
        OVERVIEW("Overview", "/", "o"),
        /** Jobs and their runs. */
        JOBS("Jobs", "/jobs", "j"),
        /** Alerts. */
        ALERTS("Alerts", "/alerts", "a"),
        /** Events. */
        EVENTS("Events", "/events", "e"),
        /** Settings. */
        SETTINGS("Settings", "/settings", "s"),
        /** A page that the navigation does not lead to. */
        NONE("", "", "");

        private final String label;
        private final String path;
        private final String key;

        Section(String label, String path, String key) {
            this.label = label;
            this.path = path;
            this.key = key;
        }

        /** What people call it. */
        public String label() {
            return label;
        }

        /** Where it is. */
        public String path() {
            return path;
        }

        /** The key that leads to it after {@code g}. */
        public String key() {
            return key;
        }
    }

    /**
     * What came of an action.
     *
     * @param tone good or bad
     * @param text a sentence
     */
    public record Notice(Tone tone, String text) {}

    /**
     * Static files, each at an address that changes with its content.
     *
     * @param style the stylesheet
     * @param script the script
     * @param icon the icon while all is well
     * @param alarmIcon the icon while something is not
     */
    public record Assets(String style, String script, String icon, String alarmIcon) {}

    /** The title of the tab: problems first, because tabs are narrow. */
    public String tabTitle() {
        String alarm = problems == 0 ? "" : "(" + problems + ") ";
        return alarm + title + " · Chief";
    }

    /** The icon of the tab. */
    public String tabIcon() {
        return problems == 0 ? assets.icon() : assets.alarmIcon();
    }
}
