package dev.sotto.loadtest.centre;

/** How a conversation came out for the caller. */
public enum Ending {
    /** The caller heard what was decided or asked for: yes, no, or where the order is. */
    RESOLVED("resolved"),
    /** Nobody answered in time; the caller heard that we can't decide now, or call back. */
    PUT_OFF("put off: nobody answered in time"),
    /** The caller's patience with waiting for a person was over. */
    GAVE_UP("gave up waiting"),
    /** Hung up as drawn before the run, whatever the arm did. */
    LEFT("hung up of their own accord"),
    /** The caller and the assistant did not get along: misunderstood, a script that got stuck. */
    MISUNDERSTOOD("not understood"),
    /** The call itself failed: refused, unanswered, cut off. */
    FAILED("the call failed");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    /** For a table. */
    public String words() {
        return words;
    }
}
