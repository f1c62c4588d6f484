package dev.sotto.orchestrator.conversation;

import java.util.List;

/**
 * The assistant's own words, where no task file gives any. Each is true when it is said: none promises an outcome or a time.
 */
final class Phrases {
    static final String NOT_CAUGHT = "Sorry, I didn't catch that.";
    static final String HOW_CAN_I_HELP = "What can I do for you?";
    static final String KEY_IT_IN = "You can also key it in on your phone.";
    static final String YES_OR_NO = "Please say yes or no.";
    static final String WELCOME = "You're welcome.";
    static final String CHANGED_MEANWHILE = "That has changed in the meantime.";
    static final String TAKE_YOUR_TIME = "Take your time.";
    static final String STOPPED = "Okay, I've stopped that.";
    static final String NOTHING_TO_STOP = "Okay.";
    static final String GO_AHEAD = "Please go ahead.";
    static final String HERE = "I'm here if you need anything.";
    static final String NOTED = "Thank you, that's all I need for now.";
    static final String STILL_ASKING = "I've put that to my colleague already, and I'm waiting for the answer.";
    static final String ENOUGH_ASKED = "Let me get the answers to your other questions first.";
    static final String ALREADY_DONE = "That has already gone through, so I'll ask a colleague about it.";
    static final String GOING_THROUGH = "That is just going through, one moment.";
    static final String FAILED = "I'm sorry, our system doesn't let me do that right now.";
    static final String STUCK = "I'm sorry, I can't get on with this here.";
    static final String NO_ANSWER = "I'm sorry, I couldn't get an answer to that just now. I've kept your question.";
    static final String CALL_BACK = "I'm sorry, I can't get that decided just now. We'll call you back about it.";
    static final String NO_CALL_BACK =
            "I'm sorry, I can't get that decided just now, and I can't call you back. Please call us again later.";
    static final String STILL_UNDECIDED = "I'm sorry, nobody could decide it yet. Please call us again later.";
    static final String APPROVED_MEANWHILE = "A colleague has approved it meanwhile. Shall I go ahead with it now?";
    static final String KEEP_TRYING = "I can't reach my colleague right now. Shall I keep trying?";
    static final String DECLINED = "I'm sorry, I can't do that.";
    static final String STILL_HERE = "I'm still here.";
    static final String SILENT_GOODBYE = "I can't hear you, so I'll hang up now. Please call again. Goodbye.";
    static final String NOT_CONNECTED = "I'm sorry, I couldn't connect you.";

    private static final List<String> FIND_OUT = List.of(
            "Let me ask a colleague about that.",
            "I'll put that to a colleague, too.",
            "I don't know that myself, so I'm asking a colleague.",
            "A colleague will know. I'm asking.");
    private static final List<String> UNCLEAR =
            List.of(NOT_CAUGHT, "I'm sorry, could you say that once more?", "I still didn't get that, I'm sorry.");

    private Phrases() {}

    static String unclear(int misses) {
        return UNCLEAR.get(Math.min(misses, UNCLEAR.size() - 1));
    }

    static String checking(int consults) {
        return consults % 2 == 0 ? "I'm checking that with a colleague." : "I'll ask a colleague about that as well.";
    }

    static String findOut(int before) {
        return FIND_OUT.get(before % FIND_OUT.size());
    }

    static String stillThere(int before) {
        return before == 0 ? "Are you still there?" : "Hello? I can't hear you.";
    }

    static String readBack(Object value) {
        return "I have " + value + ". Is that right?";
    }

    /** Who we are and why we call. */
    static String calling(String company, String about, boolean back) {
        String who = "Hello, this is the assistant of " + company + ".";
        if (about.isEmpty()) {
            return who;
        }
        return who + (back ? " You wanted us to call you back about " : " I'm calling about ") + about + ".";
    }

    static String toMachine(String company, String about) {
        return "Hello, this is the assistant of " + company + ". We have called"
                + (about.isEmpty() ? "" : " about " + about) + ". Please call us when it suits you. Goodbye.";
    }

    static String about(String title) {
        return "About " + title + ":";
    }

    static String backTo(String title) {
        return "Now, back to " + title + ".";
    }

    static String which(List<String> titles) {
        return "Is it about " + String.join(", or ", titles) + "?";
    }

    static String handedOver(String agent) {
        return "My colleague " + name(agent) + " is with us now.";
    }

    static String handedBack(String agent) {
        return name(agent) + " has handed back to me. Is there anything else I can do?";
    }

    static String goOnWith(String agent, String title) {
        return name(agent) + " has handed back to me. Shall we go on with " + title + "?";
    }

    private static String name(String agent) {
        return agent.isEmpty() ? agent : Character.toUpperCase(agent.charAt(0)) + agent.substring(1);
    }
}
