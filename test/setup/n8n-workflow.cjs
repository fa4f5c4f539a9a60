/**
 * n8n-workflow as test files see it: each part is loaded when it is first used, and the whole package only
 * for what isn't named here. To load it all was most of what a test file did.
 */
'use strict';

const parts = {
	NodeApiError: () => require('n8n-workflow/dist/cjs/errors/node-api.error.js'),
	NodeOperationError: () => require('n8n-workflow/dist/cjs/errors/node-operation.error.js'),
	NodeConnectionTypes: () => require('n8n-workflow/dist/cjs/interfaces.js'),
	deepCopy: () => require('n8n-workflow/dist/cjs/utils.js'),
};
const whole = () => require('n8n-workflow/dist/cjs/index.js');

module.exports = new Proxy({}, { get: (_none, name) => (parts[name] ?? whole)()[name] });
