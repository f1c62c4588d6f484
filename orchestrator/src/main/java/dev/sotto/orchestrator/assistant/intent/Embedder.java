package dev.sotto.orchestrator.assistant.intent;

/** Turns a sentence into a vector of length one. May take some milliseconds: never on an event loop. */
public interface Embedder {
    float[] embed(String sentence);

    /** True when the word is one that a language model knows as a whole: "refund" is, "asdfgh" isn't. */
    boolean knows(String word);
}
