// The token by which the server knows that a request comes from its own page.
export function token() {
  return document.querySelector('#gestures input[name="csrfmiddlewaretoken"], input[name="csrfmiddlewaretoken"]')?.value ?? "";
}
