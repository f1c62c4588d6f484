package dev.sotto.orchestrator.assistant.wording;

import java.util.regex.Pattern;

/** How the instruction speaks of the customer, which says whose "they" and "she" are. */
enum Addressee {
    /** "Tell him", "she can …". */
    ONE,
    /** "Tell them", "the caller": a singular they. */
    THEY,
    UNKNOWN;

    private static final Pattern THEM = Pattern.compile(
            "(?i).*\\b(?:tell|let|inform|ask|advise|remind|assure|notify|say to|explain to) (?:them|'em|the (?:customer|caller|client|visitor|person)|(?:this )?(?:customer|caller|client|person))\\b.*");
    private static final Pattern HIM = Pattern.compile(
            "(?i).*\\b(?:tell|let|inform|ask|advise|remind|assure|notify|say to|explain to) (?:him|her|the (?:guy|man|lady|woman))\\b.*");

    static Addressee of(String sentence, Addressee before) {
        if (THEM.matcher(sentence).matches()) {
            return THEY;
        }
        return HIM.matcher(sentence).matches() ? ONE : before;
    }
}
