package dev.sotto.loadtest.chat;

/** How everybody's line breaks at once, and how they come back. */
public enum StormKind {
    /** The network breaks; visitors come back as the chat page does. */
    CUT("cut, page's back-off", BackOff.PAGE, false),
    /** The network breaks; all come back at once. */
    CUT_NOW("cut, no back-off", BackOff.NONE, false),
    /** The server is killed and started again. */
    KILL("killed, page's back-off", BackOff.PAGE, true),
    /** The same, with clients that knock ten times a second all the while. */
    KILL_NOW("killed, no back-off", BackOff.NONE, true);

    private final String title;
    private final BackOff backOff;
    private final boolean kills;

    StormKind(String title, BackOff backOff, boolean kills) {
        this.title = title;
        this.backOff = backOff;
        this.kills = kills;
    }

    String title() {
        return title;
    }

    BackOff backOff() {
        return backOff;
    }

    /** Whether it takes a server that may be killed. */
    public boolean kills() {
        return kills;
    }
}
