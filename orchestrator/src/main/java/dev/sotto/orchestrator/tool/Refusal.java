package dev.sotto.orchestrator.tool;

/** Why the gate stays shut. */
enum Refusal {
    MISSING("it needs an approval"),
    MALFORMED("the approval is malformed, or of an earlier version"),
    FORGED("the approval is not one of ours: its signature is wrong"),
    UNKNOWN("the approval is unknown"),
    OTHER_CONVERSATION("the approval belongs to another conversation"),
    OTHER_CUSTOMER("the approval is for another customer"),
    OTHER_TOOL("the approval is for another tool"),
    OTHER_ARGUMENTS("the approval is for other arguments"),
    REVOKED("the approval was revoked: "),
    USED("the approval has been used"),
    EXPIRED("the approval has expired"),
    ENDED("the approval ended with its conversation");

    final String text;

    Refusal(String text) {
        this.text = text;
    }
}
