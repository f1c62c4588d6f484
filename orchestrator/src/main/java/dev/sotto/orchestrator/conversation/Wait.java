package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.GuidanceState;
import java.util.List;

/**
 * Words for a wait, by how far the request has come. Each kind is true whenever it is used, promises neither an outcome nor
 * a time, and never comes twice in a conversation: {@code n} counts how often the kind was used, and after the first round
 * every sentence comes with a different beginning.
 */
enum Wait {
    /** Nobody who could answer is at a desk. */
    NOBODY(
            "None of my colleagues is at their desk right now.",
            "There's still nobody at the desk who could answer it.",
            "Your question is waiting for the first of my colleagues to come back.",
            "Nobody's back yet.",
            "I'm still looking for somebody who can answer it.",
            "The desk is still empty.",
            "I haven't reached anyone so far."),
    /** People are there, and all have their hands full. */
    BUSY(
            "My colleagues are all busy right now. Your question is next in line for them.",
            "They're all still busy with other questions.",
            "Your question is still in line.",
            "Nobody has a hand free yet.",
            "They're still working through the questions before yours.",
            "It's still in line, and I'm watching it.",
            "All of them are still taken."),
    /** Somebody could take it, nobody has. */
    ASKED(
            "I've put that to a colleague.",
            "The question is with my colleagues now.",
            "Nobody has picked it up yet.",
            "It's still in front of my colleagues.",
            "The question is still open.",
            "There's no word yet.",
            "It hasn't been picked up yet.",
            "I'm watching for an answer."),
    /** It is on somebody's screen. */
    SEEN(
            "My colleague has it on the screen now.",
            "It's being looked at.",
            "My colleague is still looking at it.",
            "It's still with my colleague.",
            "There's no answer yet, but it's in front of them.",
            "It's still being looked at.",
            "I'm keeping an eye on it for you."),
    /** Somebody has taken it. */
    TAKEN(
            "My colleague has taken it up.",
            "My colleague is working on it.",
            "They're on it right now.",
            "It's still being worked on.",
            "It's in my colleague's hands at the moment.",
            "They haven't finished yet.",
            "My colleague is still at it."),
    /** Somebody writes the answer. */
    TYPED(
            "My colleague is writing the answer now.",
            "It's being typed as we speak.",
            "They're still writing.",
            "The answer is still being typed.",
            "My colleague is still writing.",
            "It isn't finished yet, they're still typing."),
    /** A message of ours waits for a colleague's eyes. */
    REVIEWED(
            "One moment, please.",
            "A colleague is just going over what I want to tell you.",
            "I'm having that checked before I say it.",
            "It's still being checked.",
            "I want to be sure before I tell you.",
            "My colleague is still reading it."),
    /** A model has not begun to speak. */
    MOMENT(
            "Let me see.",
            "One moment.",
            "Let me have a look.",
            "Just a second.",
            "Give me a moment.",
            "Let me think.",
            "Bear with me."),
    /** A system is slow. */
    LOOKING(
            "One moment, I'm looking that up.",
            "The system is a little slow, I'm still waiting for it.",
            "I'm still waiting for the system.",
            "I'm sorry, it takes longer than usual.",
            "It still hasn't come back.",
            "The system is still working on it.");

    private static final List<String> BEGINNINGS = List.of(
            "",
            "I'm still here.",
            "Thank you for bearing with me.",
            "I haven't forgotten you.",
            "It takes a while, I know.",
            "You haven't lost me.",
            "Thank you for staying with me.",
            "I'm sorry that it takes so long.",
            "I can hear you if you want to ask something.",
            "Ask me anything else meanwhile, if you like.",
            "Still with you.");

    private final List<String> phrases;

    Wait(String... phrases) {
        this.phrases = List.of(phrases);
    }

    /** Where an open request stands, in words' terms. */
    static Wait of(OpenConsult consult) {
        if (consult.draft() != null) {
            return REVIEWED;
        }
        if (consult.state() == GuidanceState.ACCEPTED) {
            return consult.typing() ? TYPED : TAKEN;
        }
        if (consult.state() == GuidanceState.OFFERED) {
            return SEEN;
        }
        if (consult.present() == 0) {
            return NOBODY;
        }
        return consult.available() == 0 ? BUSY : ASKED;
    }

    /**
     * The {@code n}th phrase of this kind, from 0.
     *
     * @param waitedSeconds since when this is being waited for; told once everything else has been said
     */
    String phrase(int n, long waitedSeconds) {
        int round = n / phrases.size();
        String phrase = phrases.get(n % phrases.size());
        if (round == 0) {
            return phrase;
        }
        if (round < BEGINNINGS.size()) {
            return BEGINNINGS.get(round) + " " + phrase;
        }
        long minutes = waitedSeconds / 60;
        long seconds = waitedSeconds % 60;
        return "That's " + minutes + (minutes == 1 ? " minute and " : " minutes and ") + seconds + " seconds now. "
                + phrase;
    }
}
