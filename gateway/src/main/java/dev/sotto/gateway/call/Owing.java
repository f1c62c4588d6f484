package dev.sotto.gateway.call;

/**
 * What a call owes its caller: what the conversation says, a transfer, or just a reply. Decides whose turn it is where sound
 * alone can't, and names what a silence was for. Call context only.
 */
final class Owing {
    private String conversation = "";
    private boolean transferring;
    private boolean leaving;

    void conversationOwes(String what) {
        conversation = what;
    }

    void transferring(boolean now) {
        transferring = now;
    }

    /** The last words are being said: nothing follows. */
    void leaving() {
        leaving = true;
    }

    /** Something is being done for the caller. */
    boolean anything() {
        return !leaving && (transferring || !conversation.isEmpty());
    }

    /** What the caller waits for now; {@code speaking}: something of ours is being said or is to be. */
    String what(boolean speaking) {
        if (speaking) {
            return "speech";
        }
        if (transferring) {
            return "transfer";
        }
        return conversation.isEmpty() ? "reply" : conversation;
    }
}
