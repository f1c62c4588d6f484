package dev.sotto.orchestrator.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the facts are kept.
 *
 * @param dataFolder the embedded server lives in its subfolder {@code postgres}
 * @param url {@code postgresql://user:password@host:port/database} of a server that somebody else runs; null for the embedded one
 */
public record DatabaseSettings(Path dataFolder, @Nullable String url) {}
