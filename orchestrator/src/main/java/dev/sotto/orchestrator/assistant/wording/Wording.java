package dev.sotto.orchestrator.assistant.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words a person's instruction for the customer. Pure. */
public final class Wording {
    /** What is said when the whole instruction is something not to tell. */
    static final String NOTHING_TO_TELL = "I'm afraid I can't say more about that.";

    private static final String WHOM =
            "(?:him|her|them|'em|the (?:customer|caller|client|visitor|guy|lady|man|woman|person)|customer|caller|client|this (?:customer|caller|person))";
    private static final String POLITE =
            "(?:(?:ok|okay|please|pls|just|so|well|also|then|and|you (?:can|could|may|should)|can you|could you|i would|i'd|maybe)[,:]? ){0,6}";
    private static final String THAT =
            "(?:[,:]? that(?! (?:is|was|will|would|works|sounds|should|can|could|has|depends|won't|isn't|doesn't|can't)\\b)(?!'))?";
    private static final Pattern LEAD = pattern(POLITE + "(?:(?:tell|inform|advise|remind|assure|notify|answer) " + WHOM
            + "|let " + WHOM + " know|explain to " + WHOM + "|say to " + WHOM
            + "|(?:say|answer|reply|respond|explain)(?: (?:to " + WHOM + "|with))?)"
            + "(?: also| please)?" + THAT + "(?:[,:]+| -)?(?:\\s+|$)");
    private static final Pattern AGAIN =
            pattern("(?:,? and |; |, )(?:also )?(?:tell|inform|remind) " + WHOM + "(?: also)?" + THAT + "[,:]? ");
    private static final Pattern SECRET = pattern(
            "(?:" + POLITE
                    + "|.*?[,;.]? (?:but|and) )?(?:please )?(?:do not|don't|dont|never) (?:tell|mention|say|inform|let|reveal|disclose)\\b.*");
    private static final Pattern SECRET_TAIL = pattern(
            "[,;.]?\\s*(?:(?:but|and) )?(?:please )?(?:do not|don't|dont|never) (?:tell|mention|reveal|disclose|let (?:him|her|them) know)\\b.*$");
    private static final Pattern ASK_TO =
            pattern(POLITE + "(?:ask|tell|remind|advise|want) " + WHOM + " (?:to|that they should) ");
    private static final Pattern ASK_NOT = pattern(POLITE + "(?:ask|tell|advise) " + WHOM + " not to ");
    private static final Pattern ASK_FOR = pattern(POLITE + "ask(?: " + WHOM + ")? for ");
    private static final Pattern ASK_WHETHER =
            pattern(POLITE + "ask(?: " + WHOM + ")? (?=(?:if|whether|what|when|where|which|who|how|why)\\b)");
    private static final Pattern OFFER = pattern(POLITE + "offer(?: (?:him|her|them|the customer|the caller))? "
            + "(?=(?:an?|the|another|\\d|one|two|free|\\$)\\b|\\$)");
    private static final Pattern CHATTER = pattern("[,;]?\\s+(?:thx|thanks|thank you|pls|please|ok\\?|okay\\?)[.!]*$");
    private static final Pattern SENTENCE_ENDS = Pattern.compile("(?<=[.!?])\\s+(?=\\S)");

    private Wording() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /**
     * The instruction as it is said to the customer; empty only when the instruction is.
     *
     * @param question what the customer had asked; a bare yes or no is said in its form
     */
    public static String of(String instruction, String question) {
        String clean = unquoted(instruction
                .replace('’', '\'')
                .replaceAll("[“”]", "\"")
                .replaceAll("\\s+", " ")
                .strip());
        if (clean.isEmpty()) {
            return "";
        }
        List<String> said = new ArrayList<>();
        Addressee addressee = Addressee.UNKNOWN;
        for (String sentence : SENTENCE_ENDS.split(clean)) {
            addressee = Addressee.of(sentence, addressee);
            String worded = sentence(sentence, question, addressee);
            if (!worded.isEmpty()) {
                said.add(worded);
            }
        }
        return said.isEmpty() ? NOTHING_TO_TELL : String.join(" ", said);
    }

    private static String sentence(String sentence, String question, Addressee addressee) {
        if (SECRET.matcher(sentence).lookingAt()
                && !SECRET_TAIL.matcher(sentence).replaceFirst("").contains(" ")) {
            return "";
        }
        String open = SECRET_TAIL.matcher(sentence).replaceFirst("");
        if (open.isBlank()) {
            return "";
        }
        String asked = asked(open, addressee);
        if (!asked.isEmpty()) {
            return asked;
        }
        Matcher lead = LEAD.matcher(open);
        boolean led = lead.lookingAt();
        String body = led ? unquoted(open.substring(lead.end()).strip()) : open;
        body = led ? CHATTER.matcher(body).replaceFirst("") : body;
        body = AGAIN.matcher(body).replaceAll(", and ");
        String answer = YesNo.answer(body, question);
        return answer.isEmpty() ? finished(SecondPerson.of(body, addressee, led), ".") : answer;
    }

    /** "Ask her for …", "tell them to …": said as a request. */
    private static String asked(String sentence, Addressee addressee) {
        Matcher not = ASK_NOT.matcher(sentence);
        if (not.lookingAt()) {
            return finished("please don't " + rest(sentence, not, addressee), ".");
        }
        Matcher to = ASK_TO.matcher(sentence);
        if (to.lookingAt()) {
            return finished("please " + rest(sentence, to, addressee), ".");
        }
        Matcher offer = OFFER.matcher(sentence);
        if (offer.lookingAt()) {
            return finished("we can offer you " + rest(sentence, offer, addressee), ".");
        }
        Matcher whatFor = ASK_FOR.matcher(sentence);
        if (whatFor.lookingAt()) {
            return finished("could you tell me " + rest(sentence, whatFor, addressee), "?");
        }
        Matcher whether = ASK_WHETHER.matcher(sentence);
        return whether.lookingAt() ? finished("could you tell me " + rest(sentence, whether, addressee), "?") : "";
    }

    private static String rest(String sentence, Matcher lead, Addressee addressee) {
        String rest = CHATTER.matcher(sentence.substring(lead.end()).replaceAll("[.?!]+$", ""))
                .replaceFirst("");
        return SecondPerson.of(rest, addressee, true);
    }

    private static String unquoted(String text) {
        String inner = text;
        while (inner.length() > 1 && quoted(inner)) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        // one that is only opened or only closed
        return inner.chars().filter(sign -> sign == '"').count() == 1
                ? inner.replace("\"", "").strip()
                : inner;
    }

    private static boolean quoted(String text) {
        char first = text.charAt(0);
        String inside = text.substring(1, text.length() - 1);
        return first == text.charAt(text.length() - 1) && (first == '"' || first == '\'') && inside.indexOf(first) < 0;
    }

    /** Capital, "I", one end mark. */
    static String finished(String text, String end) {
        String plain = text.strip()
                .replaceAll("\\bi(?=$|[ ,.!?]|'(?:m|ll|ve|d)\\b)", "I")
                .replaceAll("[,;:\\s-]+$", "");
        if (plain.isEmpty()) {
            return "";
        }
        String capital = plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
        return capital.matches("(?s).*[.!?][\"')]?$") ? capital : capital + end;
    }
}
