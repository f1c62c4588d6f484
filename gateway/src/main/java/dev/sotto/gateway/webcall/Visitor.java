package dev.sotto.gateway.webcall;

import dev.sotto.orchestrator.conversation.TranscriptLine;

/** The browser's end of a call. Called on the call's context; the words on the socket's own. */
interface Visitor {
    void answered(String sdp);

    /** The call was not taken. */
    void refused(int status, String reason);

    /** We have ended it. */
    void ended(String reason);

    /** The conversation is known from now on by this name. */
    void joined(String conversationId);

    void said(TranscriptLine line);

    void saying(String text);
}
