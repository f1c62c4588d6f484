package dev.sotto.gateway.desk;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The token in {@code ?access_token=}. */
final class QueryToken {
    private QueryToken() {}

    static @Nullable String of(@Nullable String query) {
        if (query == null) {
            return null;
        }
        try {
            List<String> tokens =
                    new QueryStringDecoder(query, false).parameters().get("access_token");
            return tokens == null ? null : tokens.get(0);
        } catch (IllegalArgumentException notEncoded) {
            return null;
        }
    }
}
