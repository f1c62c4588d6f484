package dev.sotto.orchestrator.conversation;

import java.util.List;

/** Words for the moments in which a model has none. True whatever comes next. */
final class ModelPhrases {
    static final String GONE_THROUGH = "That has gone through.";
    static final String NOT_DONE = "I couldn't get that done just now.";
    static final String NOT_ALLOWED = "My colleague says I can't do that.";
    static final String FINDING_OUT = "I'm asking a colleague how we go on from here.";

    private static final List<String> MOMENTS =
            List.of("Let me see.", "One moment.", "Let me have a look.", "Just a second.");

    private ModelPhrases() {}

    static String moment(long count) {
        return MOMENTS.get((int) (count % MOMENTS.size()));
    }
}
