package dev.sotto.loadtest.centre;

/** What a caller wants, and whether the shop's tasks ask a person about it. */
public enum Intent {
    /** Above what the shop's rule pays by itself: a person approves or declines. */
    REFUND("refund", true),
    /** A person chooses between replacing, repairing and paying back. */
    DAMAGED("damaged_item", true),
    /** Below the rule's limit: paid without a person. */
    SMALL_REFUND("refund", false),
    STATUS("order_status", false);

    private final String task;
    private final boolean consults;

    Intent(String task, boolean consults) {
        this.task = task;
        this.consults = consults;
    }

    /** The task file that serves it. */
    public String task() {
        return task;
    }

    /** Whether a person is needed. */
    public boolean consults() {
        return consults;
    }
}
