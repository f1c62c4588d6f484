package dev.sotto.orchestrator.assistant.wording;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare "yes" or "no", said in the form of the question: "Yes, we do." */
final class YesNo {
    private static final Pattern YES =
            Pattern.compile("(?i)(?:yes|yep|yeah|yup|sure|ok|okay|correct|of course|absolutely|y)[.!]*");
    private static final Pattern NO =
            Pattern.compile("(?i)(?:no|nope|nah|negative|n|unfortunately not|sadly not|no sorry|sorry,? no)[.!]*");
    private static final Pattern ASKED = Pattern.compile(
            "(?i)(?:(?:hi|hello|um|uh|well|so|and|but|ok|okay|please|also|excuse me),? )*(do|does|did|is|are|was|were|can|could|will|would|should|have|has) (you guys|you|i|we|it|they|he|she|there|that|this|these|those)\\b.*");
    private static final Map<String, String> ABOUT = Map.of("you", "we", "you guys", "we", "i", "you", "we", "you");
    private static final Map<String, String> NEGATED = Map.of("can", "can't", "will", "won't", "am", "am not");

    private YesNo() {}

    /** Empty when the body is more than a yes or a no. */
    static String answer(String body, String question) {
        boolean yes = YES.matcher(body.strip()).matches();
        if (!yes && !NO.matcher(body.strip()).matches()) {
            return "";
        }
        Matcher asked = ASKED.matcher(question.strip());
        if (!asked.matches()) {
            return yes ? "I've checked: yes." : "I've checked: I'm afraid not.";
        }
        String subject = asked.group(2).toLowerCase(Locale.ROOT);
        String about = ABOUT.getOrDefault(subject, subject);
        String verb = agreeing(asked.group(1).toLowerCase(Locale.ROOT), about);
        return yes
                ? "Yes, " + about + " " + verb + "."
                : "No, I'm afraid " + about + " " + NEGATED.getOrDefault(verb, verb + "n't") + ".";
    }

    /** "Could you", "would you", "should I": the answer promises no more than it must. */
    private static String agreeing(String verb, String about) {
        boolean plural = about.equals("we")
                || about.equals("you")
                || about.equals("they")
                || about.equals("these")
                || about.equals("those");
        return switch (verb) {
            case "is", "are" -> plural ? "are" : "is";
            case "was", "were" -> plural ? "were" : "was";
            case "do", "does" -> plural ? "do" : "does";
            case "has", "have" -> plural ? "have" : "has";
            case "could" -> "can";
            case "would" -> "would";
            default -> verb;
        };
    }
}
