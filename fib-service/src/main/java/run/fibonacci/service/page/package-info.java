/// The web page at `/`, served from the jar: its files and what it must know of the service. All
/// that it shows comes from the same HTTP interface that scripts use; its code is in the resource
/// folder `page`.
@NullMarked
package run.fibonacci.service.page;

import org.jspecify.annotations.NullMarked;
