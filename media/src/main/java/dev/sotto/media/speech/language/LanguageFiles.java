package dev.sotto.media.speech.language;

import java.nio.file.Path;

/**
 * Where a language model and its dictionary were written.
 *
 * @param languageModel trigrams in the ARPA format; the name ends in {@code .lm}
 * @param dictionary a line per pronunciation, as CMU's decoders read it
 */
public record LanguageFiles(Path languageModel, Path dictionary) {}
