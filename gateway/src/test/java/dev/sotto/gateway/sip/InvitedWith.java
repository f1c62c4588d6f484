package dev.sotto.gateway.sip;

/** A call as it comes in with certain headers, for tests of other packages. */
public final class InvitedWith {
    private InvitedWith() {}

    /** @param lines each ends with CRLF */
    public static IncomingCall lines(String lines) {
        Scene scene = new Scene();
        scene.hear(scene.caller.inviteWith(lines + Caller.sdpType(), Caller.SDP));
        return scene.call();
    }
}
