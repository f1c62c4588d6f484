package dev.sotto.orchestrator.conversation;

/** Words for the moments in which a model has none. True whatever comes next. */
final class ModelPhrases {
    static final String GONE_THROUGH = "That has gone through.";
    static final String NOT_DONE = "I couldn't get that done just now.";
    static final String NOT_ALLOWED = "My colleague says I can't do that.";

    private ModelPhrases() {}
}
