package io.holdfast.events.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Optional;

/** Requires the token for resources that are {@link RequiresOperatorToken}. */
@Provider
@RequiresOperatorToken
public class OperatorTokenFilter implements ContainerRequestFilter {

    // The filter is created before settings can be read, so they come from a bean that is created later.
    private final OperatorToken token;

    OperatorTokenFilter(OperatorToken token) {
        this.token = token;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<BearerToken> required = token.current();
        String sent = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElse("");
        if (required.isPresent() && !required.get().isIn(sent)) {
            request.abortWith(Response.status(Response.Status.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .type(MediaType.APPLICATION_JSON)
                    .entity(Map.of(
                            "message", "this resource is for operators, and requires the token of holdfast.http.token"))
                    .build());
        }
    }
}
