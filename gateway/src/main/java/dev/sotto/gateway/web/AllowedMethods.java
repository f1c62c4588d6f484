package dev.sotto.gateway.web;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Objects;
import java.util.stream.Collectors;

/** What {@code Allow} must list in a 405 (RFC 9110, section 15.5.6): the methods of every route for that path. */
final class AllowedMethods {
    private AllowedMethods() {}

    static String of(Router router, String path) {
        return router.getRoutes().stream()
                .filter(route -> route.methods() != null && route.getPath() != null && matches(route, path))
                .flatMap(route -> Objects.requireNonNull(route.methods()).stream())
                .map(Object::toString)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean matches(Route route, String path) {
        String[] wanted = route.getPath().split("/", -1);
        String[] given = path.split("/", -1);
        if (route.isExactPath() ? wanted.length != given.length : wanted.length > given.length + 1) {
            return false;
        }
        for (int n = 0; n < Math.min(wanted.length, given.length); n++) {
            boolean open = wanted[n].startsWith(":") || (!route.isExactPath() && wanted[n].isEmpty() && n > 0);
            if (!open && !wanted[n].equals(given[n])) {
                return false;
            }
        }
        return true;
    }
}
